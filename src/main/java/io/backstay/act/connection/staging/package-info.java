/// Scratch databases for tenants' restores that are not made out of folders: new servers at a provider, and servers
/// that a person made.
@NullMarked
package io.backstay.act.connection.staging;

import org.jspecify.annotations.NullMarked;
