/// A firm's own data sets in the window: handing them on, and saying what a copy of them is missing.
@NullMarked
package io.backstay.ui.incidents.sets;

import org.jspecify.annotations.NullMarked;
