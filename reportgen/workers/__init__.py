"""Work shared among processes of this machine or of a Dask cluster; a worker that dies loses nothing."""
