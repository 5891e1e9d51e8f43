/// The timeline of a case: lines of its own, acts of the record, times that were corrected, pictures, and notes from
/// elsewhere.
@NullMarked
package io.backstay.incident.timeline;

import org.jspecify.annotations.NullMarked;
