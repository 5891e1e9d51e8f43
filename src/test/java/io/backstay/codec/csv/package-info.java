/// CSV of others, and what a spreadsheet would calculate.
@NullMarked
package io.backstay.codec.csv;

import org.jspecify.annotations.NullMarked;
