/// The credentials: what each is for, who uses it, how old it is; nothing is shown of what they hold.
@NullMarked
package io.backstay.ui.vault;

import org.jspecify.annotations.NullMarked;
