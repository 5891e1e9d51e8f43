/// What is done in a case besides the restore: intake, verdict, clocks, notes, and drafts for the customer.
@NullMarked
package io.backstay.act.incident;

import org.jspecify.annotations.NullMarked;
