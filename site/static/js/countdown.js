// Say what is left of the time more exactly than the server could: days and hours, then hours and minutes.
// The line keeps its height, and without this script it is true all the same.
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const language = document.documentElement.lang || "id";
const said = (number, unit) =>
  new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(number);

const left = (milliseconds) => {
  const days = Math.floor(milliseconds / DAY);
  const hours = Math.floor((milliseconds % DAY) / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  return days > 0
    ? `${said(days, "day")} ${said(hours, "hour")}`
    : `${said(hours, "hour")} ${said(minutes, "minute")}`;
};

const tick = (line) => {
  const milliseconds = Date.parse(line.dataset.until) - Date.now();
  if (Number.isNaN(milliseconds)) {
    return;
  }
  if (milliseconds <= 0) {
    line.textContent = line.dataset.after;
    return;
  }
  line.querySelector("strong").textContent = left(milliseconds);
  setTimeout(tick, MINUTE - (milliseconds % MINUTE) + MINUTE / 60, line);
};

for (const line of document.querySelectorAll(".countdown[data-until]")) {
  tick(line);
}
