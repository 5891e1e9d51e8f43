/// How a tenant's rows are found in one database, what people call them, and who may write them.
@NullMarked
package io.backstay.connect.postgres.tenant.mapping;

import org.jspecify.annotations.NullMarked;
