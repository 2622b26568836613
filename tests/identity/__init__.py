"""Who is asking: one test per refusal, named by its number in the security requirements where it has one."""
