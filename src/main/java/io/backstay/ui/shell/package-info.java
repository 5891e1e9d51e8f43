/// The window: header, navigation, environment frame, status bar, themes.
@NullMarked
package io.backstay.ui.shell;

import org.jspecify.annotations.NullMarked;
