/// What the catalog says about tables: their columns, keys, triggers, and how they depend on each other.
@NullMarked
package io.backstay.connect.postgres.tenant.schema;

import org.jspecify.annotations.NullMarked;
