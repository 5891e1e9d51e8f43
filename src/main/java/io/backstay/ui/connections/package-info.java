/// Databases of one's own in the window: listed, added, proven, listed into the catalogue and forgotten.
@NullMarked
package io.backstay.ui.connections;

import org.jspecify.annotations.NullMarked;
