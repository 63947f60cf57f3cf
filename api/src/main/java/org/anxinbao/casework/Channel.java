package org.anxinbao.casework;

/** PUBLIC: 群众举报, to the government's office. INTERNAL: 职工内部报告, to the enterprise first. */
public enum Channel {
  PUBLIC,
  INTERNAL
}
