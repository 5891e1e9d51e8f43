/// Copies one tenant's rows out of a database, to files or streams.
@NullMarked
package io.backstay.connect.postgres.tenant.extract;

import org.jspecify.annotations.NullMarked;
