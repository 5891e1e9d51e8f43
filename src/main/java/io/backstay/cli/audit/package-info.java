/// The record of acts from a terminal: reading, checking, handing on.
@NullMarked
package io.backstay.cli.audit;

import org.jspecify.annotations.NullMarked;
