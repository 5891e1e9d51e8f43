/// What follows from cases: corrective actions, restore tests and remediation, until they are done.
@NullMarked
package io.backstay.incident.after;

import org.jspecify.annotations.NullMarked;
