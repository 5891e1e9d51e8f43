/// The report of a case: what is known of it as locked facts, and the prose around them, for whom it is written.
@NullMarked
package io.backstay.incident.report;

import org.jspecify.annotations.NullMarked;
