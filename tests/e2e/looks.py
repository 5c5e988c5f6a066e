"""What a page looks like, asked of the browser: colours as they are painted, focus, lines."""

#: How colours are read and compared; in forced colours a computed colour is the one that is painted.
COLOURS = """
const rgb = (words) => (words.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
const isSeen = (words) => { const [, , , alpha = 1] = rgb(words); return alpha > 0.5; };
const light = (words) => {
  const linear = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = rgb(words).map((v) => linear(v / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const ground = (element) => {
  for (let each = element; each; each = each.parentElement) {
    const colour = getComputedStyle(each).backgroundColor;
    if (isSeen(colour)) return colour;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches ? "rgb(0, 0, 0)" : "rgb(255, 255, 255)";
};
"""
FAINT = f"""() => {{ {COLOURS}
  const shown = [...document.body.querySelectorAll("*")].filter((each) => each.checkVisibility());
  const words = shown
    .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .filter((each) => !each.matches(".visually-hidden, title, option, [disabled], [aria-disabled=true]"))
    .filter((each) => contrast(getComputedStyle(each).color, ground(each)) < 4.5);
  const icons = shown.filter((each) => each.matches("svg.icon, svg.kawung, .brand svg"))
    .filter((each) => contrast(getComputedStyle(each).color, ground(each.parentElement)) < 3);
  return [...words, ...icons].map((each) => each.outerHTML.slice(0, 120));
}}"""
#: Where the focus is: whether it is drawn, and whether something else lies over it.
FOCUS = f"""() => {{ {COLOURS}
  const element = document.activeElement;
  const around = [".card", ".search"].map((name) => element.closest(name));
  const places = [element, ...around, element.querySelector("path")];
  const isReached = (each) => {{
    const box = each.getBoundingClientRect();
    const places = [0.1, 0.5, 0.9].map((part) => [box.left + box.width * part, box.top + box.height / 2]);
    const around = each.closest("svg, .card") || each;
    return places.some(([x, y]) => around.contains(document.elementFromPoint(x, y)));
  }};
  return {{
    html: element.outerHTML.slice(0, 120),
    name: element.getAttribute("aria-label") || element.innerText?.trim() || element.id,
    isBody: element === document.body,
    isReached: isReached(element),
    isSeen: places.filter(Boolean).some((place) => {{
      const style = getComputedStyle(place);
      if (place.tagName === "path") {{
        return parseFloat(style.strokeWidth) > 3 && contrast(style.stroke, ground(place.closest("div"))) >= 3;
      }}
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
        && contrast(style.outlineColor, ground(place.parentElement)) >= 3;
    }}),
  }};
}}"""
#: Waits until what the last key changed has been drawn, however busy the machine is.
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
#: What of an element is drawn without a ground: in forced colours grounds say nothing.
LINES = """(element) => {
  const style = getComputedStyle(element), box = getComputedStyle(element, "::before");
  return [style.borderTop, style.outlineStyle, style.outlineWidth, box.borderTop].join(" ");
}"""
