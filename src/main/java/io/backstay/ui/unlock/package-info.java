/// The lock screen: unlocking every day, making the vault on the first run.
@NullMarked
package io.backstay.ui.unlock;

import org.jspecify.annotations.NullMarked;
