/// How each database is reached, with what the vault lends: live, its scratch databases, its object store, and the
/// account of its provider.
@NullMarked
package io.backstay.act.connection.reach;

import org.jspecify.annotations.NullMarked;
