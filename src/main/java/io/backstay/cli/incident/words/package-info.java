/// What is said of a case: its report, messages to the customer, and whether a text may be said at all.
@NullMarked
package io.backstay.cli.incident.words;

import org.jspecify.annotations.NullMarked;
