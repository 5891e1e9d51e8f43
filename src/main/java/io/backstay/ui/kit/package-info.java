/// Marks, words, cards and states of panes, and the one door between the screen and anything that can block.
@NullMarked
package io.backstay.ui.kit;

import org.jspecify.annotations.NullMarked;
