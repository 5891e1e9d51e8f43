/// Clocks that are heard, and the way to have it quiet.
@NullMarked
package io.backstay.ui.kit.bell;

import org.jspecify.annotations.NullMarked;
