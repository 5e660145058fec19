// Before anything is drawn: the theme and language the reader chose, so that no page flashes in the other one.
(function () {
  var root = document.documentElement;
  var read = function (name) {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  var theme = read('openvbp.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  var lang = read('openvbp.lang') || (/^zh/i.test(navigator.language) ? 'zh' : 'en');
  root.lang = lang === 'zh' ? 'zh-CN' : 'en';
})();
