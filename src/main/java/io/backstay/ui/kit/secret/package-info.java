/// Secrets on the screen: typed, shown once, put on the clipboard for a moment, and forgotten.
@NullMarked
package io.backstay.ui.kit.secret;

import org.jspecify.annotations.NullMarked;
