package org.anxinbao.audit;

import java.util.List;

/**
 * That an entry lies under a published root (RFC 6962, section 2.1.1). Of other entries it has
 * hashes alone.
 *
 * @param checkpoint the number of the root
 * @param entry the whole row, as it was hashed
 * @param index its place among the leaves
 * @param path hex, the leaf's neighbour first
 */
public record Inclusion(int checkpoint, String entry, int index, List<String> path) {}
