// The title and the counts. Titles are written as text: they may be anything.
export default function ({ data, parentElement }) {
  const title = parentElement.querySelector("h1");
  title.dir = "auto";
  title.textContent = data.title;
  parentElement.querySelector("p").textContent = data.status;
}
