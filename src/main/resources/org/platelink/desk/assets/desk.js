/* What the desk does in the browser beside htmx: pictures from the data within the page, and menus that close. */
(function () {
  "use strict";

  var dark = window.matchMedia("(prefers-color-scheme: dark)");

  /* A picture's options stand as JSON beside it; its table stands below and is read without it. */
  function draw(root) {
    if (!window.echarts) { return; }
    root.querySelectorAll("[data-picture]").forEach(function (place) {
      if (place.dataset.drawn) { return; }
      var source = document.getElementById(place.dataset.picture);
      if (!source) { return; }
      place.dataset.drawn = "yes";
      var options = JSON.parse(source.textContent);
      options.animation = false;
      options.backgroundColor = "transparent";
      options.tooltip = Object.assign({ renderMode: "richText", confine: true }, options.tooltip || {});
      options.textStyle = Object.assign({ fontFamily: "system-ui, sans-serif" }, options.textStyle || {});
      (options.series || []).forEach(function (series) {
        if (series.hover) { series.tooltip = { formatter: function (point) { return point.data.hover || point.name; } }; }
      });
      if (options.tooltip.hover) {
        options.tooltip.formatter = function (point) {
          var points = Array.isArray(point) ? point : [point];
          return points.map(function (one) { return (one.data && one.data.hover) || one.name; }).join("\n");
        };
      }
      var picture = window.echarts.init(place, dark.matches ? "dark" : null, { renderer: "svg" });
      picture.setOption(options);
      picture.on("click", function (point) {
        if (point.data && point.data.href) { window.location.href = point.data.href; }
      });
      new ResizeObserver(function () { picture.resize(); }).observe(place);
    });
  }

  function start(root) {
    draw(root);
    /* A choice in a form that says so is sent without a button. */
    root.querySelectorAll("form[data-send-on-change]").forEach(function (form) {
      if (form.dataset.watched) { return; }
      form.dataset.watched = "yes";
      form.addEventListener("change", function () { form.requestSubmit(); });
    });
    root.querySelectorAll("button[data-print]").forEach(function (button) { button.hidden = false; });
    /* Copies what stands in an element. */
    root.querySelectorAll("button[data-copy]").forEach(function (button) {
      if (button.dataset.watched) { return; }
      button.dataset.watched = "yes";
      button.hidden = !navigator.clipboard;
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      });
    });
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("button[data-print]")) { window.print(); }
  });

  /* News of a list: an offer above it to show what is new, while somebody looks. The server ends it with the session. */
  var stream = null;
  function follow() {
    var place = document.querySelector("[data-stream]");
    if (stream && (stream.place !== place || document.hidden)) {
      stream.source.close();
      stream = null;
    }
    if (!place || stream || document.hidden || place.dataset.ended || !window.EventSource) { return; }
    stream = { place: place, source: new EventSource(place.dataset.stream) };
    var link = place.querySelector("a");
    stream.source.addEventListener("news", function (event) {
      link.textContent = event.data;
      link.hidden = false;
    });
    stream.source.addEventListener("end", function () {
      place.dataset.ended = "yes";
      if (stream) { stream.source.close(); }
      stream = null;
    });
  }
  document.addEventListener("visibilitychange", follow);

  document.addEventListener("DOMContentLoaded", function () { start(document); follow(); });
  document.addEventListener("htmx:afterSwap", function (event) { start(event.target); });
  document.addEventListener("htmx:afterSettle", follow);

  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach(function (menu) { menu.open = false; });
    }
  });

  /* Whoever comes back to a page that was left with the browser's button sees it as it is now. */
  window.addEventListener("pageshow", function (event) { if (event.persisted) { window.location.reload(); } });
})();
