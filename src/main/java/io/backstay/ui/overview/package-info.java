/// What is broken, what is unknown, what is due.
@NullMarked
package io.backstay.ui.overview;

import org.jspecify.annotations.NullMarked;
