"""Reading and checking rules/ and sector_data/: YAML with file:line faults, dated series, a hash."""

from compensation.rulebook.book import RuleBook
from compensation.rulebook.faults import RuleBookError, RuleFault, told
from compensation.rulebook.loader import check_rulebook, load_rulebook, rulebook_in_use, rules_folder, rules_folders

__all__ = [
    "RuleBook",
    "RuleBookError",
    "RuleFault",
    "check_rulebook",
    "load_rulebook",
    "rulebook_in_use",
    "rules_folder",
    "rules_folders",
    "told",
]
