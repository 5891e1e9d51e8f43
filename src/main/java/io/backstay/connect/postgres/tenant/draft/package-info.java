/// A mapping that is drafted from a database for a person to confirm, and one that is held against it.
@NullMarked
package io.backstay.connect.postgres.tenant.draft;

import org.jspecify.annotations.NullMarked;
