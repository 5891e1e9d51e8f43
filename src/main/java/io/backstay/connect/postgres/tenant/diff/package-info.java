/// How a tenant's last good rows differ from live, as a person is shown it, chooses, and approves what an import
/// would do.
@NullMarked
package io.backstay.connect.postgres.tenant.diff;

import org.jspecify.annotations.NullMarked;
