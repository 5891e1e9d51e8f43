/// The import of one tenant's rows in one transaction, and the proof of what it did.
@NullMarked
package io.backstay.connect.postgres.tenant.load;

import org.jspecify.annotations.NullMarked;
