/// The search for the last good moment: which of many transactions did the damage, found by looking in between.
@NullMarked
package io.backstay.restore.find;

import org.jspecify.annotations.NullMarked;
