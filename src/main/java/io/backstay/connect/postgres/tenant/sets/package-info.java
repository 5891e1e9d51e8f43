/// Compares a tenant's data set in a CSV file with the rows that a database has.
@NullMarked
package io.backstay.connect.postgres.tenant.sets;

import org.jspecify.annotations.NullMarked;
