/// The record of acts: read, followed, checked, handed on.
@NullMarked
package io.backstay.ui.record;

import org.jspecify.annotations.NullMarked;
