/// A tenant's last good rows laid beside live: what became of each, what was chosen, and what an import would do.
@NullMarked
package io.backstay.connect.postgres.tenant.diff.stage;

import org.jspecify.annotations.NullMarked;
