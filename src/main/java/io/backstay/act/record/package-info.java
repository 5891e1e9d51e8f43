/// The record of acts, for reading, checking and handing on.
@NullMarked
package io.backstay.act.record;

import org.jspecify.annotations.NullMarked;
