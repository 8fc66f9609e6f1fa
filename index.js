// n8n finds nodes and credentials by the "n8n" attribute of package.json; there is nothing to import.
