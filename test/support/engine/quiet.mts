/** n8n-core prints every failed run; tests make hundreds of them on purpose. */
process.env.N8N_LOG_LEVEL = 'silent';
