/// A tenant's last good rows beside live: what was lost, what changed since, and what an import would do.
@NullMarked
package io.backstay.connect.postgres.tenant.diff;

import org.jspecify.annotations.NullMarked;
