/// What a person types or chooses: moments, names of a list, and where the typing goes.
@NullMarked
package io.backstay.ui.kit.entry;

import org.jspecify.annotations.NullMarked;
