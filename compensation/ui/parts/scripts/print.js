// Print the page; what of it goes on paper is for print.css.

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector('button');
  button.querySelector('span').textContent = data.label;
  button.onclick = () => window.print();
}
