/** The faces of the page. Each is cut by range of characters: the browser fetches only the cuts that a screen needs. */
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '@fontsource-variable/noto-sans-sc/index.css';
import './style/fonts.css';
