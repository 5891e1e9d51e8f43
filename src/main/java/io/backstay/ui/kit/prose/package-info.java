/// An editor for prose in which facts stand as locked words.
@NullMarked
package io.backstay.ui.kit.prose;

import org.jspecify.annotations.NullMarked;
