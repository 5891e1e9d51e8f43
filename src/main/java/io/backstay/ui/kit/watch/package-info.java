/// Decides from clocks and observers when an open vault must be locked; knows no window and starts nothing.
@NullMarked
package io.backstay.ui.kit.watch;

import org.jspecify.annotations.NullMarked;
