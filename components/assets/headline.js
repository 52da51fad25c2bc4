// The title and the counts. Titles are written as text: they may be anything.
export default function ({ data, parentElement }) {
  parentElement.querySelector("h1").textContent = data.title;
  parentElement.querySelector("p").textContent = data.status;
}
