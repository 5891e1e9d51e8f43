/// The whole console: every screen of the window, built from the acts.
@NullMarked
package io.backstay.ui.console;

import org.jspecify.annotations.NullMarked;
