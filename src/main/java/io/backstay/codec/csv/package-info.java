/// CSV of others read in bounded memory, and the rule that keeps a spreadsheet from calculating a cell of ours.
@NullMarked
package io.backstay.codec.csv;

import org.jspecify.annotations.NullMarked;
