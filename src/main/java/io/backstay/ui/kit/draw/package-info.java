/// What is painted rather than laid out: drawings in the style sheet's colours, shapes of points, and the screen
/// as a picture.
@NullMarked
package io.backstay.ui.kit.draw;

import org.jspecify.annotations.NullMarked;
