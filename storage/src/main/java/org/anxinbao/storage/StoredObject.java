package org.anxinbao.storage;

import java.time.Instant;

/**
 * An object as a listing shows it.
 *
 * @param bytes of the sealed object
 */
public record StoredObject(String name, long bytes, Instant storedAt) {}
