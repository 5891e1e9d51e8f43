/// Which moments one can go back to, and until when.
@NullMarked
package io.backstay.ui.points;

import org.jspecify.annotations.NullMarked;
