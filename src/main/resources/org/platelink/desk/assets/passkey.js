/* Lets the browser make or show a passkey, and sends what comes of it with the form. */
(function () {
  "use strict";

  var FAILURES = { NotAllowedError: "cancelled", AbortError: "cancelled", InvalidStateError: "known", SecurityError: "elsewhere" };

  function bytes(text) {
    var padded = text.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(padded), function (letter) { return letter.charCodeAt(0); });
  }

  function text(buffer) {
    var letters = Array.from(new Uint8Array(buffer), function (byte) { return String.fromCharCode(byte); }).join("");
    return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  /* In JSON bytes are written in letters. */
  function withBytes(options) {
    options.challenge = bytes(options.challenge);
    if (options.user) { options.user.id = bytes(options.user.id); }
    (options.allowCredentials || []).concat(options.excludeCredentials || []).forEach(function (one) {
      one.id = bytes(one.id);
      one.transports = (one.transports || []).filter(Boolean);
    });
    return options;
  }

  function withLetters(credential) {
    var response = { clientDataJSON: text(credential.response.clientDataJSON) };
    if (credential.response.attestationObject) {
      response.attestationObject = text(credential.response.attestationObject);
      var known = credential.response.getTransports ? credential.response.getTransports() : [];
      response.transports = known.filter(function (one) { return /^(usb|nfc|ble|hybrid|internal)$/.test(one); });
    } else {
      response.authenticatorData = text(credential.response.authenticatorData);
      response.signature = text(credential.response.signature);
    }
    return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response: response, clientExtensionResults: {} });
  }

  function say(form, failure) {
    form.querySelectorAll("[data-failure]").forEach(function (sentence) { sentence.hidden = sentence.dataset.failure !== failure; });
  }

  function run(form) {
    var button = form.querySelector("button");
    var options = { publicKey: withBytes(JSON.parse(form.dataset.options)) };
    say(form, null);
    button.disabled = true;
    var asked = form.dataset.passkey === "create" ? navigator.credentials.create(options) : navigator.credentials.get(options);
    asked.then(function (credential) {
      form.elements.credential.value = withLetters(credential);
      form.submit();
    }).catch(function (failure) {
      button.disabled = false;
      say(form, FAILURES[failure.name] || "other");
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("form[data-passkey]").forEach(function (form) {
      if (!window.PublicKeyCredential) { say(form, "unable"); return; }
      form.querySelector("button").hidden = false;
      form.addEventListener("submit", function (event) { event.preventDefault(); run(form); });
    });
  });
})();
