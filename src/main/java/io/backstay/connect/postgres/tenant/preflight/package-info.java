/// What must be so before anything is compared or written, asked of the live database.
@NullMarked
package io.backstay.connect.postgres.tenant.preflight;

import org.jspecify.annotations.NullMarked;
