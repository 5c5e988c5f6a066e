/* Signing in in another tab changes the token that forms must send: the cookie has the one that holds now. */

export function renewToken(form) {
  const field = form.elements.csrfmiddlewaretoken;
  const cookie = document.cookie.split("; ").find((each) => each.startsWith("csrftoken="));
  if (field && cookie) field.value = cookie.split("=")[1];
  return field?.value ?? "";
}
